import type { SegmentRecord } from '../pack/records'

/** Bytes above which a segment is kept as a file: smaller ones are read faster with their record. */
const FILE_FROM = 1 << 20

/**
 * A segment as it is stored. Done where it was made, it costs whoever stores it nothing: a file is handed over, not
 * copied.
 */
export const asFile = (segment: SegmentRecord): SegmentRecord =>
  segment.bytes instanceof ArrayBuffer && segment.bytes.byteLength >= FILE_FROM
    ? { ...segment, bytes: new Blob([segment.bytes]) }
    : segment
