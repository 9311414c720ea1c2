export type { HomeOptions } from './home.ts'
export { type RunningHome, registerHome } from './register-home.ts'
export { resetPassword } from './reset-password.ts'
export type { HomeDatabase, HomeTables } from './store/home-tables.ts'
