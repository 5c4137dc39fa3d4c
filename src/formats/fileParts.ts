/** Pieces of a file are handed to the browser in parts of this size, which it keeps where it likes. */
const PART = 4 << 20

/** A file that comes piece by piece: no more of it than one part is in the page's memory. */
export class FileParts {
  private parts: Blob[] = []
  private pieces: Uint8Array<ArrayBuffer>[] = []
  private size = 0

  add(piece: Uint8Array): void {
    this.pieces.push(piece as Uint8Array<ArrayBuffer>)
    this.size += piece.length
    if (this.size >= PART) this.settle()
  }

  private settle(): void {
    this.parts.push(new Blob(this.pieces))
    this.pieces = []
    this.size = 0
  }

  /** All of it so far. */
  file(type: string): Blob {
    this.settle()
    return new Blob(this.parts, { type })
  }
}
