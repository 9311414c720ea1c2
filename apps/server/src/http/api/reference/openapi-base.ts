import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import { securitySchemes } from '../access/security.ts'
import type { ApiDeps } from '../api-deps.ts'

/** The part of the OpenAPI document that is not derived from routes. */
export function openapiBase(deps: Pick<ApiDeps, 'version'>): NonNullable<FastifyDynamicSwaggerOptions['openapi']> {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Raccord',
      version: deps.version,
      description:
        'Bank-account connections, accounts and transactions. Ids are strings of decimal digits, instants Unix seconds, day dates the Unix seconds of midnight in Europe/Paris, amounts signed numbers in major units. Absent values are left out. Unknown parameters are ignored.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'The API base of this installation.' }],
    tags: [
      { name: 'Tokens', description: 'OAuth 2.0. On the auth base.' },
      { name: 'Users', description: 'People, each at one client.' },
      { name: 'Widget', description: 'On the embed base.' },
      { name: 'Providers', description: 'Banks that can be connected.' },
      { name: 'Connections', description: 'A user at a bank.' },
      { name: 'Accounts', description: 'What the user shares.' },
      { name: 'Transactions', description: 'Of shared accounts.' },
      { name: 'Consents', description: 'What the user agreed to, with receipts that anybody can verify.' },
      { name: 'Erasures', description: 'What became of deletions.' },
      { name: 'Access tokens', description: 'For applications of the person’s own: SimpleFIN and files.' },
      { name: 'Events', description: 'What clients are told, by queue and by webhook.' },
      { name: 'Migration', description: 'Off the previous widgets.' },
      { name: 'Sandbox', description: 'Levers for tests; 404 in production.' },
      { name: 'Operation', description: 'For whoever runs the server.' },
    ],
    components: { securitySchemes },
  }
}
