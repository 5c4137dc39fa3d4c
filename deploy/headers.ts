/**
 * What a server says with every answer: the page may load and ask only its own host, runs no script or style that is
 * not a file of it, and stands in no other page. The files beside this one say the same to nginx, IIS, Apache and
 * Tomcat; a test holds them together.
 */
const policy = (remote?: string): string[] => [
  "default-src 'self'",
  // Parquet's compression is WebAssembly.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  `connect-src 'self'${remote === undefined ? '' : ` ${new URL(remote).origin}`}`,
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'none'",
]

/** Of the page alone: its workers read files and write none of it. The names are the app's own policy and Vue's. */
const TRUSTED = ["require-trusted-types-for 'script'", 'trusted-types default vue']

/**
 * As the page itself says it, where no server does: it cannot say who may frame it. No text becomes markup or a script
 * but by the two policies named. `remote`: the one address of another
 * host that the page may ask, a ClickHouse server; built with `LENS_REMOTE=https://host:port`.
 */
export const pagePolicy = (remote?: string): string => [...policy(remote), ...TRUSTED].join('; ')

export const headersWith = (remote?: string): Record<string, string> => ({
  'Content-Security-Policy': [...policy(remote), "frame-ancestors 'none'"].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
})

export const HEADERS = headersWith()

/** Files whose name changes with their content are kept for a year; all others are asked for again each time. */
export const CACHING = { assets: 'public, max-age=31536000, immutable', others: 'no-cache' }

/** Types that some servers do not know. */
export const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
}
