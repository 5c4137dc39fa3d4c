/** Asks for one file, of the kinds that `accept` lists as inputs do, and hands it on; nothing where none is chosen. */
export function chooseFile(accept: string, use: (file: File) => unknown): void {
  const field = document.createElement('input')
  field.type = 'file'
  field.accept = accept
  field.onchange = () => {
    const [file] = field.files ?? []
    if (file) void use(file)
  }
  field.click()
}
