/** What browsers with Trusted Types give; others do without. */
interface Factory {
  createPolicy(name: string, rules: Record<'createHTML' | 'createScriptURL', (text: string) => string | null>): unknown
}

/**
 * Says what of a text may become markup or the address of a script, where the browser asks: nothing becomes markup (the
 * charts only empty their boxes so), and scripts are files of this host. All else is refused by the page's policy.
 */
export function trustOwnScripts(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: Factory }
  trustedTypes?.createPolicy('default', {
    createHTML: (text) => (text === '' ? text : null),
    createScriptURL: (text) => {
      const { protocol, host } = new URL(text, location.href)
      return protocol === location.protocol && host === location.host ? text : null
    },
  })
}
