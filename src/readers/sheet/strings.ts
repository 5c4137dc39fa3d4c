import { readXml } from '../text/xml'

/** More texts than this are no report's. */
const MOST = 500_000

/** The texts of `xl/sharedStrings.xml`, in order, without the readings of Japanese. */
export function sharedStrings(xml: Uint8Array | undefined): string[] {
  const strings: string[] = []
  let text = ''
  let reading = false
  if (xml)
    readXml(xml, {
      open(name, _, stack) {
        if (name === 'si') text = ''
        else if (name === 't') reading = !stack.includes('rPh')
      },
      text(more) {
        if (reading) text += more
      },
      close(name) {
        if (name === 't') reading = false
        else if (name === 'si') strings.push(text)
      },
      done: () => strings.length > MOST,
    })
  return strings
}
