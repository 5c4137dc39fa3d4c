import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { spelled } from './characters'
import type { Glyph, Marks, Turn } from './marks'
import { MOST_GLYPHS } from './marks'
import { IDENTITY, around, holds, overlap, times } from './matrix'
import type { Matrix, Rect } from './matrix'
import { coloured, notePath } from './paths'

/** What is needed of a font as the library gives it. */
export interface Font {
  vertical?: boolean
  fontMatrix?: readonly number[]
  defaultVMetrics?: readonly number[]
  isType3Font?: boolean
}

export interface PdfSource {
  operators: { fnArray: readonly number[]; argsArray: readonly unknown[] }
  /** From the page's own space to points from its top left as displayed. */
  matrix: Matrix
  page: Rect
  font(name: string): Font | undefined
  /** Whether a layer is shown. */
  shown(group: unknown): boolean
}

interface LibraryGlyph {
  unicode: string
  width: number
  vmetric?: readonly number[]
  isSpace: boolean
}

interface State {
  matrix: Matrix
  clip: Rect
  font: Font
  size: number
  charSpacing: number
  wordSpacing: number
  scale: number
  leading: number
  rise: number
  mode: number
  bright: number
  alpha: number
}

/** A font's box around its baseline, in em: the same for all, so that a line's characters stand level. */
const ABOVE = 0.88
const BELOW = 0.12
const INVISIBLE = 3
/** Something is printed there, and the file does not say what. */
const UNKNOWN = '\ufffd'
const FAINT = 0.05
/** How far from a quarter turn text may lean before it is ornament: sine of the angle. */
const LEAN = 0.05

/** Text as pale as this on white paper is a watermark. */
const PALE = 0.72

const WHITE = 0.97

/** Brightness of a colour, 0 to 1. */
function brightness(colour: unknown): number {
  const [, red, green, blue] = typeof colour === 'string' ? (/^#(..)(..)(..)$/u.exec(colour) ?? []) : []
  return red === undefined
    ? 0
    : (0.3 * parseInt(red, 16) + 0.59 * parseInt(green!, 16) + 0.11 * parseInt(blue!, 16)) / 255
}

function turnOf(x: number, y: number): Turn | undefined {
  const length = Math.hypot(x, y)
  if (length === 0) return undefined
  if (Math.abs(y) <= LEAN * length) return x > 0 ? 0 : 2
  return Math.abs(x) <= LEAN * length ? (y > 0 ? 1 : 3) : undefined
}

const FILLS = new Set<number>([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
])
const STROKES = new Set<number>([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
])

/**
 * Follows a page's drawing operators and notes each character and ruling line where it ends up, as a viewer would draw
 * them.
 */
export function interpret({ operators: { fnArray, argsArray }, matrix, page, font: fontOf, shown }: PdfSource): Marks {
  const marks: Marks = { glyphs: [], rules: [], fills: [], tooMuch: false }
  const first: State = {
    matrix,
    clip: page,
    font: {},
    size: 0,
    charSpacing: 0,
    wordSpacing: 0,
    scale: 1,
    leading: 0,
    rise: 0,
    mode: 0,
    bright: 0,
    alpha: 1,
  }
  let state = { ...first }
  let stack: State[] = []
  let text: Matrix = IDENTITY
  let [x, y, lineX, lineY] = [0, 0, 0, 0]
  let clipping = false
  // Layers that are open, and how many of them are not shown.
  const layers: boolean[] = []
  let unseen = 0

  const save = (): void => {
    stack.push({ ...state })
  }
  const restore = (): void => {
    state = stack.pop() ?? state
  }
  const move = (dx: number, dy: number): void => {
    x = lineX += dx
    y = lineY += dy
  }
  const setFont = (name: string, size: number): void => {
    state.font = fontOf(name) ?? {}
    state.size = size
  }

  const put = (glyph: LibraryGlyph, matrixThere: Matrix, advance: number, vertical: boolean): void => {
    const { size } = state
    const turn = turnOf(matrixThere[0] * Math.sign(size), matrixThere[1] * Math.sign(size))
    if (turn === undefined) return
    const box = vertical
      ? around(matrixThere, -size / 2, -size, size / 2, 0)
      : around(matrixThere, 0, -BELOW * size, advance, ABOVE * size)
    const [midX, midY] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2]
    if (!holds(page, midX, midY) || !holds(state.clip, midX, midY)) return
    const hidden =
      (state.mode & 3) === INVISIBLE ||
      state.alpha < FAINT ||
      (1 - (1 - state.bright) * state.alpha >= PALE && !coloured(marks.fills, midX, midY))
    const plain = glyph.unicode.trim() === '' ? ' ' : spelled(glyph.unicode) || UNKNOWN
    const height = turn % 2 === 0 ? box.bottom - box.top : box.right - box.left
    const mark: Glyph = { ...box, text: plain, size: height, turn, hidden, space: plain.trim() === '' }
    if (marks.glyphs.length >= MOST_GLYPHS) marks.tooMuch = true
    else marks.glyphs.push(mark)
  }

  const show = (glyphs: readonly (LibraryGlyph | number)[]): void => {
    const { font, size, scale, rise } = state
    const unit = size * (font.fontMatrix?.[0] ?? 0.001)
    const vertical = font.vertical ?? false
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        if (vertical) y -= (glyph * size) / 1000
        else x -= (glyph * size * scale) / 1000
        continue
      }
      const spacing = state.charSpacing + (glyph.isSpace ? state.wordSpacing : 0)
      const there = times(times(state.matrix, text), [scale, 0, 0, 1, x, y + rise])
      if (vertical) {
        const metric = glyph.vmetric ?? font.defaultVMetrics ?? [-1000, 0, 880]
        if (unseen === 0) put(glyph, there, size, true)
        y += metric[0]! * unit - spacing
      } else {
        const width = glyph.width * unit
        if (unseen === 0) put(glyph, there, width, false)
        x += (width + spacing) * scale
      }
    }
  }

  const path = (
    op: number,
    data: ArrayLike<number> | null | undefined,
    bounds: ArrayLike<number> | null | undefined,
  ): void => {
    const alive = unseen === 0 && state.alpha >= FAINT
    if (data && bounds && alive && (FILLS.has(op) || STROKES.has(op))) {
      notePath(marks, data, state.matrix, {
        stroke: STROKES.has(op),
        fill: FILLS.has(op),
        white: state.bright >= WHITE,
        clip: state.clip,
        page,
      })
    }
    if (clipping && bounds)
      state.clip = overlap(state.clip, around(state.matrix, bounds[0]!, bounds[1]!, bounds[2]!, bounds[3]!))
    clipping = false
  }

  for (let i = 0; i < fnArray.length; i++) {
    const args = (argsArray[i] ?? []) as unknown[]
    const number = (at: number): number => Number(args[at]) || 0
    switch (fnArray[i]) {
      case OPS.save:
        save()
        break
      case OPS.restore:
        restore()
        break
      case OPS.transform:
        state.matrix = times(state.matrix, args as number[])
        break
      case OPS.setGState:
        for (const [key, value] of args[0] as [string, unknown][]) {
          if (key === 'Font') setFont(...(value as [string, number]))
          else if (key === 'ca') state.alpha = Number(value)
        }
        break
      case OPS.setFont:
        setFont(args[0] as string, number(1))
        break
      case OPS.setCharSpacing:
        state.charSpacing = number(0)
        break
      case OPS.setWordSpacing:
        state.wordSpacing = number(0)
        break
      case OPS.setHScale:
        state.scale = number(0) / 100
        break
      case OPS.setLeading:
        state.leading = -number(0)
        break
      case OPS.setTextRenderingMode:
        state.mode = number(0)
        break
      case OPS.setTextRise:
        state.rise = number(0)
        break
      case OPS.setFillRGBColor:
        state.bright = brightness(args[0])
        break
      case OPS.setFillColorN:
        state.bright = 0
        break
      case OPS.beginText:
        text = IDENTITY
        ;[x, y, lineX, lineY] = [0, 0, 0, 0]
        break
      case OPS.setTextMatrix: {
        const given = args[0] as ArrayLike<number> | number
        text = times(IDENTITY, typeof given === 'number' ? (args as number[]) : given)
        ;[x, y, lineX, lineY] = [0, 0, 0, 0]
        break
      }
      case OPS.moveText:
        move(number(0), number(1))
        break
      case OPS.setLeadingMoveText:
        state.leading = number(1)
        move(number(0), number(1))
        break
      case OPS.nextLine:
        move(0, state.leading)
        break
      case OPS.showText:
        show(args[0] as (LibraryGlyph | number)[])
        break
      case OPS.constructPath:
        path(number(0), (args[1] as (ArrayLike<number> | null)[])[0], args[2] as ArrayLike<number> | null)
        break
      case OPS.clip:
      case OPS.eoClip:
        clipping = true
        break
      case OPS.paintFormXObjectBegin: {
        save()
        if (args[0]) state.matrix = times(state.matrix, args[0] as ArrayLike<number>)
        const box = args[1] as ArrayLike<number> | null | undefined
        if (box) state.clip = overlap(state.clip, around(state.matrix, box[0]!, box[1]!, box[2]!, box[3]!))
        break
      }
      case OPS.paintFormXObjectEnd:
        restore()
        break
      case OPS.beginGroup: {
        save()
        const { matrix: own } = (args[0] ?? {}) as { matrix?: ArrayLike<number> | null }
        if (own) state.matrix = times(state.matrix, own)
        break
      }
      case OPS.endGroup:
        restore()
        break
      case OPS.beginAnnotation:
        stack = []
        state = { ...first }
        save()
        if (args[2]) state.matrix = times(state.matrix, args[2] as ArrayLike<number>)
        if (args[3]) state.matrix = times(state.matrix, args[3] as ArrayLike<number>)
        break
      case OPS.endAnnotation:
        restore()
        break
      case OPS.beginMarkedContent:
      case OPS.beginMarkedContentProps: {
        const away = args[0] === 'OC' && !shown(args[1])
        layers.push(away)
        if (away) unseen++
        break
      }
      case OPS.endMarkedContent:
        if (layers.pop()) unseen--
        break
      default:
    }
  }
  return marks
}

/** Where text of one direction would stand if the page were turned until it reads to the right. */
export function upright(
  turn: Turn,
  { right: width, bottom: height }: Rect,
): { forth(box: Rect): Rect; back(box: Rect): Rect } {
  const turned =
    (matrix: Matrix) =>
    ({ left, top, right, bottom }: Rect): Rect =>
      around(matrix, left, top, right, bottom)
  const ways: Record<Turn, [Matrix, Matrix]> = {
    0: [IDENTITY, IDENTITY],
    1: [
      [0, -1, 1, 0, 0, width],
      [0, 1, -1, 0, width, 0],
    ],
    2: [
      [-1, 0, 0, -1, width, height],
      [-1, 0, 0, -1, width, height],
    ],
    3: [
      [0, 1, -1, 0, height, 0],
      [0, -1, 1, 0, 0, height],
    ],
  }
  const [forth, back] = ways[turn]
  return { forth: turned(forth), back: turned(back) }
}
