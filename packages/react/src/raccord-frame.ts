import { type OpenOptions, open } from '@raccord/embed'
import { createElement, type ReactElement, useEffect, useRef } from 'react'

export interface RaccordFrameProps extends Omit<OpenOptions, 'container' | 'mode'> {
  readonly className?: string
}

/**
 * The widget in the page's own flow. Another `url` opens it anew, so a promise of one belongs in state or a memo. Other
 * properties may change at any time.
 */
export function RaccordFrame(props: RaccordFrameProps): ReactElement {
  const place = useRef<HTMLDivElement>(null)
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  const { url, className } = props
  useEffect(() => {
    const container = place.current
    if (!container) return
    let mounted = true
    const { title } = latest.current
    const handle = open({
      url,
      container,
      ...(title === undefined ? {} : { title }),
      onReady: () => mounted && latest.current.onReady?.(),
      onEvent: (event) => mounted && latest.current.onEvent?.(event),
      onSuccess: (result) => mounted && latest.current.onSuccess?.(result),
      onExit: (exit) => mounted && latest.current.onExit?.(exit),
    })
    return () => {
      mounted = false
      handle.close()
    }
  }, [url])
  return createElement('div', { ref: place, className })
}
