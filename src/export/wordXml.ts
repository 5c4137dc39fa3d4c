import { escaped } from './svgText'

export const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Namespaces of drawings begin with this. */
export const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006'

/** A run that holds a drawing in the line (ECMA-376 part 1, 20.4.2.8); `graphic`: what it shows. Sizes in EMU. */
export const inlineDrawing = (
  graphic: string,
  { id, name, title, cx, cy }: { id: number; name: string; title: string; cx: number; cy: number },
): string =>
  `<w:r><w:drawing><wp:inline xmlns:wp="${DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">` +
  `<wp:extent cx="${cx}" cy="${cy}"/><wp:docPr id="${id}" name="${name}" descr="${escaped(title)}"/>` +
  `<wp:cNvGraphicFramePr/>${graphic}</wp:inline></w:drawing></w:r>`
