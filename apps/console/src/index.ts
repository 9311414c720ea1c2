export type { Passwords, Tries } from './console.ts'
export type {
  Actor,
  AuditRow,
  BankDesk,
  BankHealth,
  ChannelRow,
  ClientDesk,
  ClientInput,
  ClientView,
  Counted,
  Deliveries,
  Desk,
  Migration,
  Outcomes,
  Overview,
  SessionFacts,
  Standing,
} from './desk.ts'
export type { AccessChange, AccessLedger } from './openid/admit.ts'
export { providerProblem } from './openid/openid-provider.ts'
export type { OpenIdSettings } from './openid/openid-settings.ts'
export { addOperator, listOperators, removeOperator, resetOperator, wordDays } from './operators.ts'
export { registerConsole } from './register-console.ts'
export { type ConsoleTables, type Role, roles } from './store/console-tables.ts'
