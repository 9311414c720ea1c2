export { type CsvColumns, type CsvGuess, type CsvRole, csvRoles } from './csv/csv-columns.ts'
export type { DayOrder } from './day-order.ts'
export { type FileAccount, FileError, type FileFault, type FileSection } from './file-part.ts'
export { type FileChoices, type ReadFile, readUploaded, type UploadedFile } from './read-uploaded.ts'
