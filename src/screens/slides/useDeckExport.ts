import { ref } from 'vue'
import { download } from '../../export/download'
import type { FieldTexts } from '../../export/template/fields'
import { DOCX_TYPE } from '../../export/wordXml'
import { fileName } from '../../export/fileName'
import { useWords } from '../shared/useWords'
import type { usePages } from './usePages'

/** Next turn of the page, so that it can show how far the work has come. */
const breathe = (): Promise<void> => new Promise((done) => setTimeout(done))

/** Takes a deck out of the page: as slides, as pictures, as a print. One work at a time, which can be given up. */
export function useDeckExport(name: () => string, { slides, stamp, svgAt }: ReturnType<typeof usePages>) {
  const { words, t } = useWords()
  const busy = ref<{ done: number; pages: number }>()
  const said = ref<{ text: string; failed?: boolean }>()
  let asked: AbortController | undefined

  async function attempt(work: (step: (done: number) => Promise<void>) => Promise<string>): Promise<void> {
    if (busy.value) return
    const own = new AbortController()
    asked = own
    said.value = undefined
    busy.value = { done: 0, pages: slides.value.length }
    try {
      const text = await work(async (done) => {
        busy.value = { done, pages: slides.value.length }
        await breathe()
        own.signal.throwIfAborted()
      })
      said.value = { text }
    } catch (error) {
      said.value = own.signal.aborted
        ? { text: t('deck.cancelled') }
        : { text: t('deck.failed', { reason: String(error) }), failed: true }
    } finally {
      busy.value = undefined
    }
  }

  const keep = (content: Blob, extension: string): string => {
    const file = fileName([name()], new Date(), extension)
    download(content, file)
    return t('deck.saved', { name: file })
  }

  const savePptx = (): Promise<void> =>
    attempt(async (step) => {
      const [{ PPTX_TYPE, deckFile }, { svgToPngAddress }] = await Promise.all([
        import('../../export/pptx/deckFile'),
        import('../../export/png'),
      ])
      await document.fonts.ready
      const bytes = await deckFile(slides.value, {
        title: name(),
        onStep: step,
        draw: svgToPngAddress,
      })
      return keep(new Blob([bytes], { type: PPTX_TYPE }), 'pptx')
    })

  /** Puts the deck into an office's own slides. */
  const saveFilled = (template: Blob, common: FieldTexts): Promise<void> =>
    attempt(async (step) => {
      const [{ PPTX_TYPE }, { fillSlides }, { svgToPngAddress }] = await Promise.all([
        import('../../export/pptx/deckFile'),
        import('../../export/template/fillSlides'),
        import('../../export/png'),
      ])
      await document.fonts.ready
      const { bytes, pages, without, unused } = await fillSlides(
        new Uint8Array(await template.arrayBuffer()),
        slides.value,
        {
          common,
          stamp: stamp.value,
          draw: svgToPngAddress,
        },
      )
      await step(slides.value.length)
      const file = fileName([name()], new Date(), 'pptx')
      download(new Blob([bytes], { type: PPTX_TYPE }), file)
      return [
        t('template.saved', { file, n: pages }),
        ...(without > 0 ? [t('template.without', { n: without })] : []),
        ...(unused > 0 ? [t('template.unused', { n: unused })] : []),
      ].join(t('common.clause-sep'))
    })

  /** Puts the deck into a Word document of an office's own. */
  const saveWord = (template: Blob, common: FieldTexts): Promise<void> =>
    attempt(async (step) => {
      const [{ fillWord }, { deckFills }, { svgToPngBytes }] = await Promise.all([
        import('../../export/template/fillWord'),
        import('../../export/template/pages'),
        import('../../export/png'),
      ])
      await document.fonts.ready
      const fills = deckFills(slides.value, common, stamp.value, svgToPngBytes)
      const { bytes, filled, without } = await fillWord(new Uint8Array(await template.arrayBuffer()), fills)
      await step(slides.value.length)
      const file = fileName([name()], new Date(), 'docx')
      download(new Blob([bytes], { type: DOCX_TYPE }), file)
      return [
        t('template.saved-word', { file, n: filled }),
        ...(without > 0 ? [t('template.left', { n: without })] : []),
      ].join(t('common.clause-sep'))
    })

  const saveZip = (): Promise<void> =>
    attempt(async (step) => {
      const [{ svgToPng }, { SLIDE }, { zipSync }, { namesGiven }] = await Promise.all([
        import('../../export/png'),
        import('../../export/pptx/slides'),
        import('fflate'),
        import('../../export/figureName'),
      ])
      const named = namesGiven()
      const files: Record<string, [Uint8Array, { level: 0 }]> = {}
      for (const [i, slide] of slides.value.entries()) {
        const picture = await svgToPng(svgAt(i), SLIDE)
        const number = String(i + 1).padStart(2, '0')
        const file = named(fileName([number, slide.title], stamp.value.made, 'png'), String(i))
        files[file] = [new Uint8Array(await picture.arrayBuffer()), { level: 0 }]
        await step(i + 1)
      }
      return keep(new Blob([zipSync(files) as Uint8Array<ArrayBuffer>], { type: 'application/zip' }), 'zip')
    })

  function print(): void {
    said.value = { text: t('deck.pdf-help') }
    window.print()
  }

  return { busy, said, savePptx, saveFilled, saveWord, saveZip, print, cancel: () => asked?.abort(), words }
}
