export { type CsvGuess, columnsProblem } from './csv/csv-columns.ts'
export { FileError } from './file-part.ts'
export { type FileChoices, type ReadFile, readUploaded, type UploadedFile, uploadBounds } from './read-uploaded.ts'
