import { escaped } from '../svgText'
import type { Parts } from './openTemplate'
import {
  addRelation,
  declare,
  declaredType,
  dropRelation,
  freePath,
  relationsOf,
  relationsPath,
  setText,
  textOf,
  undeclare,
} from './package'

/* What is to be said to a slide, as a part of its own (ECMA-376 part 1, 13.3.5), beside a template's slides. */

const MAIN = 'ppt/presentation.xml'
const NOTES_TYPE = 'application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml'
const NAMESPACES =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"' +
  ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"' +
  ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'

const pathOf = (parts: Parts, owner: string, type: string): string | undefined =>
  relationsOf(parts, owner).find((one) => one.type === type)?.path

/**
 * The master of the notes: the template's own, else a copy of that in `source`, with its theme. Nothing where neither
 * has one.
 */
function masterIn(parts: Parts, source: Parts): string | undefined {
  const own = pathOf(parts, MAIN, 'notesMaster')
  if (own !== undefined) return own
  const from = pathOf(source, MAIN, 'notesMaster')
  const theme = from === undefined ? undefined : pathOf(source, from, 'theme')
  if (from === undefined || theme === undefined) return undefined
  const copy = (path: string, before: string): string => {
    const place = freePath(parts, before, '.xml')
    parts.set(place, source.get(path)!)
    declare(parts, place, declaredType(source, path) ?? '')
    return place
  }
  const master = copy(from, 'ppt/notesMasters/notesMaster')
  addRelation(parts, master, 'theme', copy(theme, 'ppt/theme/theme'))
  const relation = addRelation(parts, MAIN, 'notesMaster', master)
  const list = `<p:notesMasterIdLst><p:notesMasterId r:id="${relation}"/></p:notesMasterIdLst>`
  // It stands behind the masters of slides (19.2.1.26).
  setText(
    parts,
    MAIN,
    textOf(parts, MAIN).replace(/<\/p:sldMasterIdLst>/u, (end) => `${end}${list}`),
  )
  return master
}

const placeholder = (id: number, name: string, kind: string, inner: string): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>` +
  `<p:nvPr><p:ph ${kind}/></p:nvPr></p:nvSpPr><p:spPr/>${inner}</p:sp>`

const notesXml = (text: string): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<p:notes ${NAMESPACES}><p:cSld><p:spTree>` +
  '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>' +
  placeholder(2, 'slide', 'type="sldImg"', '') +
  placeholder(
    3,
    'notes',
    'type="body" idx="1"',
    `<p:txBody><a:bodyPr/><a:lstStyle/>${text
      .split('\n')
      .map((line) => `<a:p>${line === '' ? '' : `<a:r><a:t>${escaped(line)}</a:t></a:r>`}</a:p>`)
      .join('')}</p:txBody>`,
  ) +
  '</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>'

/** Takes the notes of a slide away. */
export function dropNotes(parts: Parts, slide: string): void {
  for (const { id, type, path } of relationsOf(parts, slide))
    if (type === 'notesSlide' && path !== undefined) {
      dropRelation(parts, slide, id)
      parts.delete(path)
      parts.delete(relationsPath(path))
      undeclare(parts, path)
    }
}

/**
 * Writes what is to be said to a slide, in place of what the template's sample has. `source`: has a master of notes.
 */
export function writeNotes(parts: Parts, slide: string, text: string, source: Parts): void {
  const master = masterIn(parts, source)
  if (master === undefined) return
  dropNotes(parts, slide)
  const notes = freePath(parts, 'ppt/notesSlides/notesSlide', '.xml')
  setText(parts, notes, notesXml(text))
  declare(parts, notes, NOTES_TYPE)
  addRelation(parts, notes, 'notesMaster', master)
  addRelation(parts, notes, 'slide', slide)
  addRelation(parts, slide, 'notesSlide', notes)
}
