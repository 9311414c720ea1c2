/** Reading and making certificates: for the server, its commands and tests. Connectors need none of it. */
export * from './certificate-facts.ts'
export * from './qc-statements.ts'
export * from './read-pkcs12.ts'
export * from './test-certificate.ts'
export * from './test-identity.ts'
