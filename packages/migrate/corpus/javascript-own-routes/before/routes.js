import { Router } from 'express'
import * as views from './views.js'

export const router = Router()
router.get('/widget/add_connection', views.add)
router.get('/widget/terms', views.terms)
router.post('/widget_session', (request, response) => {
  const { redirect_uri, captive_mode } = request.query
  response.redirect(views.link({ back: redirect_uri, wait: captive_mode }))
})
