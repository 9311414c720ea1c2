import { type Handle, type OpenOptions, open } from '@raccord/embed'
import { useCallback, useEffect, useRef, useState } from 'react'

export interface UseRaccord {
  /** Opens the widget; in a click handler, since a pop-up needs the click. Closes one that is open. */
  readonly open: (options: Omit<OpenOptions, 'container'>) => void
  readonly close: () => void
  readonly isOpen: boolean
}

/** The widget as dialog, pop-up or redirect. An unmounted component closes it, and is told nothing more. */
export function useRaccord(): UseRaccord {
  const handle = useRef<Handle>(undefined)
  const mounted = useRef(true)
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    // Set anew: strict mode unmounts and mounts once more.
    mounted.current = true
    return () => {
      mounted.current = false
      handle.current?.close()
    }
  }, [])
  const close = useCallback(() => handle.current?.close(), [])
  const start = useCallback((options: Omit<OpenOptions, 'container'>) => {
    handle.current?.close()
    setOpen(true)
    const opened = open({
      ...options,
      onReady: () => mounted.current && options.onReady?.(),
      onEvent: (event) => mounted.current && options.onEvent?.(event),
      onSuccess: (result) => ended() && options.onSuccess?.(result),
      onExit: (exit) => ended() && options.onExit?.(exit),
    })
    handle.current = opened
    function ended(): boolean {
      if (!mounted.current) return false
      if (handle.current === opened) setOpen(false)
      return true
    }
  }, [])
  return { open: start, close, isOpen }
}
