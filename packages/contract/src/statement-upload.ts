import type { Localized } from './locale.ts'

/** What statements belong to instead of a bank. Its name is ours, and so said in the person's language. */
export const statementUpload: { readonly id: '9999999'; readonly names: Localized } = {
  id: '9999999',
  names: {
    en: 'Upload a statement',
    fr: 'Importer un relevé',
    it: 'Carica un estratto conto',
    es: 'Subir un extracto',
    de: 'Kontoauszug hochladen',
  },
}

export const isStatementUpload = ({ id }: { readonly id: string }): boolean => id === statementUpload.id
