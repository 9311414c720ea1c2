export type { Call, CallOptions } from './call.ts'
export { RaccordError, type Result, type WayCode } from './errors.ts'
export type { ClientCalls, UserCalls } from './generated/calls.ts'
export type { ParametersOf, WidgetParameters } from './generated/parameters.ts'
export type * from './generated/shapes.ts'
export { createRaccord, type GrantCode, type Raccord, type SignInLink, type UserOptions } from './raccord.ts'
export type { RaccordOptions } from './settings.ts'
export type { UserTokens } from './tokens.ts'
export type { RaccordUser, WidgetLink } from './user.ts'
export {
  type VerifyOptions,
  verifyWebhook,
  WebhookError,
  type WebhookFault,
  type WebhookHeaders,
} from './webhooks.ts'
