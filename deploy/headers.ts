/**
 * What a server says with every answer: the page may load and ask only its own host, runs no script or style that is
 * not a file of it, and stands in no other page. The files beside this one say the same to nginx, IIS, Apache and
 * Tomcat; a test holds them together.
 */
const POLICY = [
  "default-src 'self'",
  // Parquet's compression is WebAssembly.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'none'",
]

/** As the page itself says it, where no server does: it cannot say who may frame it. */
export const PAGE_POLICY = POLICY.join('; ')

export const HEADERS: Record<string, string> = {
  'Content-Security-Policy': [...POLICY, "frame-ancestors 'none'"].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
}

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
