import cookie from '@fastify/cookie'
import type { FastifyInstance } from 'fastify'
import { callbackRoute } from '../http/bank-callback/callback.ts'
import { confirmRoute } from '../http/bank-callback/confirm.ts'
import { acceptBodies } from '../http/form-body.ts'
import type { PreviousDeps } from '../http/previous-widgets/previous-deps.ts'
import { previousWidgets } from '../http/previous-widgets/register-previous-widgets.ts'
import { registerSignIn, type SignInContext } from '../http/signin/register-sign-in.ts'
import { answerFaultsWithPages } from '../http/widget/alone/page-faults.ts'
import { registerWidget } from '../http/widget/register-widget.ts'
import type { WidgetDeps } from '../http/widget/widget-deps.ts'

/** The pages of the widget, the bank's way back and the sign-in, in a scope of their own: cookies and forms, no API errors. */
export async function registerPages(
  pages: FastifyInstance,
  widget: WidgetDeps,
  signIn: SignInContext,
  previous: PreviousDeps,
): Promise<void> {
  await pages.register(cookie)
  acceptBodies(pages, 64 * 1024)
  answerFaultsWithPages(pages, widget)
  registerWidget(pages, widget)
  callbackRoute(pages, widget)
  confirmRoute(pages, widget)
  registerSignIn(pages, widget, signIn)
  await pages.register(previousWidgets(previous))
}
