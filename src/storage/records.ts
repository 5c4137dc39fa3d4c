/** The file that a report was read from, to be seen beside it. */
export interface SourceRecord {
  dataset: string
  org: string
  year: number
  name: string
  file: Blob
}

export interface SettingRecord {
  key: string
  value: unknown
}
