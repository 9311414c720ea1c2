import { endpoints } from '@raccord/contract'
import type { FastifyInstance } from 'fastify'
import { doneRoute } from './alone/done.ts'
import { unknownRoute } from './alone/unknown.ts'
import { departRoute } from './depart/depart.ts'
import { assetsRoute } from './files/assets.ts'
import { embedScriptRoute } from './files/embed-script.ts'
import { faviconRoute } from './files/favicon.ts'
import { logoRoute } from './files/logo.ts'
import { providerIndexRoute } from './files/provider-index.ts'
import { themeRoute } from './files/theme.ts'
import { openRoute } from './open/open.ts'
import { presentFace } from './open/open-face.ts'
import { phoneRoute } from './phone/phone-route.ts'
import { journeyPageRoute } from './visit/journey-page.ts'
import { progressRoute } from './visit/progress.ts'
import { submitRoute } from './visit/submit.ts'
import { uploadRoute } from './visit/upload.ts'
import type { WidgetDeps } from './widget-deps.ts'

/** All pages of the widget. */
export function registerWidget(app: FastifyInstance, deps: WidgetDeps): void {
  const face = presentFace(deps)
  for (const endpoint of endpoints) openRoute(app, deps, endpoint, face)
  journeyPageRoute(app, deps)
  submitRoute(app, deps)
  uploadRoute(app, deps)
  progressRoute(app, deps)
  departRoute(app, deps)
  phoneRoute(app, deps)
  doneRoute(app, deps)
  providerIndexRoute(app, deps)
  assetsRoute(app, deps)
  themeRoute(app, deps)
  logoRoute(app, deps)
  embedScriptRoute(app)
  faviconRoute(app)
  unknownRoute(app, deps)
}
