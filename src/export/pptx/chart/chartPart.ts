import type { Plot } from '../../../charts/plot'
import { chartBook } from './chartBook'

import { NO_LINE, textProperties } from './parts'
import type { ChartRoom } from './parts'
import { lineChart } from './lineChart'
import { barChart } from './barChart'
import { boxChart } from './boxChart'
import { pointChart } from './pointChart'

/*
 * A chart as a part of an office document (ECMA-376 part 1, 21.2), written here because the library that makes the deck
 * gives zeros as empty cells, gaps as empty values, categories on several levels, no font for Chinese and no labels of
 * single points. Elements stand in the order of the schema: programs that find another one offer to repair the file.
 */

/** Lines are named at their ends, single rows of bars need no name: the others have a legend above. */
const needsLegend = ({ kind, series }: Plot): boolean =>
  kind === 'stack' || (kind !== 'line' && kind !== 'box' && series.length > 1)

/** A chart's part of an office document. Its workbook is the relation `rId1`. */
export function chartPart(plot: Plot, room: ChartRoom): string {
  const { places } = chartBook(plot)
  const draw = { line: lineChart, column: barChart, bar: barChart, stack: barChart, points: pointChart, box: boxChart }[
    plot.kind
  ]
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"' +
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"' +
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">' +
    '<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>' +
    `<c:plotArea>${draw(plot, places, room)}<c:spPr><a:noFill/>${NO_LINE}</c:spPr></c:plotArea>` +
    (needsLegend(plot)
      ? `<c:legend><c:legendPos val="t"/><c:overlay val="0"/>${textProperties(room.text)}</c:legend>`
      : '') +
    '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>' +
    `<c:spPr><a:noFill/>${NO_LINE}</c:spPr>${textProperties(room.text)}` +
    '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
  )
}
