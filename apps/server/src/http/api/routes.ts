import type { Route } from './define-route.ts'
import { createToken } from './routes/create-token.ts'
import { createUser } from './routes/create-user.ts'
import { createWidgetSession } from './routes/create-widget-session.ts'
import { deleteUser } from './routes/delete-user.ts'
import { getUser } from './routes/get-user.ts'
import { updateMe } from './routes/update-me.ts'

/** Every documented call. */
export const apiRoutes: readonly Route[] = [createToken, createUser, getUser, updateMe, deleteUser, createWidgetSession]
