/*
 * A thread does not load TypeScript by itself, whatever started it does. The library for PDFs is loaded first, as it
 * is: passed through the loader of TypeScript it takes 350 MB and two seconds more.
 */
import { workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

if (workerData.pdf)
  await Promise.all([import('pdfjs-dist/legacy/build/pdf.mjs'), import('pdfjs-dist/legacy/build/pdf.worker.min.mjs')])
register()
await import('./thread.ts')
