import { endpoints } from '@raccord/contract'
import type { FastifyInstance } from 'fastify'
import { presentFace } from './open-face.ts'
import { assetsRoute } from './routes/assets.ts'
import { departRoute } from './routes/depart.ts'
import { doneRoute } from './routes/done.ts'
import { embedScriptRoute } from './routes/embed-script.ts'
import { faviconRoute } from './routes/favicon.ts'
import { journeyPageRoute } from './routes/journey-page.ts'
import { logoRoute } from './routes/logo.ts'
import { openRoute } from './routes/open.ts'
import { phoneRoute } from './routes/phone.ts'
import { progressRoute } from './routes/progress.ts'
import { providerIndexRoute } from './routes/provider-index.ts'
import { submitRoute } from './routes/submit.ts'
import { themeRoute } from './routes/theme.ts'
import { unknownRoute } from './routes/unknown.ts'
import { uploadRoute } from './routes/upload.ts'
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
