import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url&no-inline'

/*
 * Addresses of the files that Chinese PDFs need and do not carry themselves, as the build names them. Loaded in
 * browsers only.
 */
const CMAPS = import.meta.glob<string>('/node_modules/pdfjs-dist/cmaps/*{GB,CNS,B5,HK}*.bcmap', {
  query: '?url&no-inline',
  import: 'default',
  eager: true,
})
const FONTS = import.meta.glob<string>('/node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', {
  query: '?url&no-inline',
  import: 'default',
  eager: true,
})

const byName = (urls: Record<string, string>): Map<string, string> =>
  new Map(Object.entries(urls).map(([path, url]) => [path.replace(/^.*\//u, ''), url]))

const cmaps = byName(CMAPS)
const fonts = byName(FONTS)

async function load(urls: Map<string, string>, name: string): Promise<Uint8Array> {
  const url = urls.get(name)
  const answer = url === undefined ? undefined : await fetch(url)
  if (!answer?.ok) throw new Error(`No file for ${name}.`)
  return new Uint8Array(await answer.arrayBuffer())
}

/** Character maps of fonts that name one instead of carrying it: GBK-EUC-H, UniGB-UCS2-H. */
class CMapReaderFactory {
  async fetch({ name }: { name: string }) {
    return { cMapData: await load(cmaps, `${name}.bcmap`), isCompressed: true }
  }
}

/** The fonts that every viewer has. */
class StandardFontDataFactory {
  fetch = ({ filename }: { filename: string }) => load(fonts, filename)
}

export { CMapReaderFactory, StandardFontDataFactory, workerUrl }
