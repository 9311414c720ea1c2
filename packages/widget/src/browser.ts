import './styles.css'
import { enhanceAll } from './browser/enhance.ts'
import { enhanceGuard } from './components/action-form/enhance.ts'
import { enhanceIdle } from './components/idle/enhance.ts'
import { enhanceLeaving } from './components/leave/enhance.ts'
import { enhanceSearch } from './components/search/enhance.ts'

document.documentElement.toggleAttribute('data-framed', window.parent !== window)
enhanceAll({ guard: enhanceGuard, idle: enhanceIdle, search: enhanceSearch })
enhanceLeaving()
