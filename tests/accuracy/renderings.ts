export const measureRenderings = (_say: (line: string) => void): void => {}
