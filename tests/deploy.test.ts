import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CACHING, HEADERS, TYPES, headersWith, pagePolicy } from '../deploy/headers'

const textOf = (name: string): string => readFileSync(new URL(`../deploy/${name}`, import.meta.url), 'utf8')

describe.each(['nginx.conf', 'apache.htaccess', 'web.config'])('deploy/%s', (name) => {
  const text = textOf(name)
  it.each(Object.entries(HEADERS))('sends %s', (header, value) => {
    expect(text).toContain(header)
    expect(text).toContain(`"${value}"`)
  })
  it('keeps files with a name of their own for long, and asks for others again', () => {
    expect(text).toContain(CACHING.assets)
    expect(text).toMatch(/no-cache|DisableCache/u)
  })
})

it.each(['nginx.conf', 'apache.htaccess', 'web.config', 'tomcat-web.xml'])(
  'deploy/%s knows types that servers may not',
  (name) => {
    const text = textOf(name)
    for (const [extension, type] of Object.entries(TYPES)) {
      // The types that nginx ships know these.
      if (name === 'nginx.conf' && ['.js', '.json'].includes(extension)) continue
      expect(text).toContain(extension.slice(1))
      expect(text).toContain(type)
    }
  },
)

describe('the content policy', () => {
  it('lets the page ask its own host alone, and where it is built so, one other', () => {
    expect(pagePolicy()).toContain("connect-src 'self';")
    expect(pagePolicy('https://figures.example:8443/path')).toContain(
      "connect-src 'self' https://figures.example:8443;",
    )
    expect(headersWith('http://10.0.0.1:8123')['Content-Security-Policy']).toContain(
      "connect-src 'self' http://10.0.0.1:8123;",
    )
    expect(() => pagePolicy("https://a b; script-src 'unsafe-inline'")).toThrow()
  })
})
