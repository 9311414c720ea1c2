/** The part of mt940js that is measured; it comes without types. */
declare module 'mt940js' {
  export class Parser {
    parse(text: string): { readonly transactions: readonly unknown[] }[]
  }
}
