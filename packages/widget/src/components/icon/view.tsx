/** One family, drawn for this widget: 24 px grid, 1.75 px stroke, round ends. */
const paths = {
  back: 'M15 5l-7 7 7 7',
  return: 'M8.5 6L4 10.5 8.5 15M4 10.5h10.5a5 5 0 0 1 0 10H11',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l4.5 4.5',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 14.75a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5z',
  calendar: 'M5 6.5h14v13H5zM5 10.5h14M8.5 4v4M15.5 4v4',
  share: 'M4 12h13M12.5 7l5 5-5 5M20.5 5v14',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  arrow: 'M5 12h13M13 7l5 5-5 5',
  alert: 'M12 8v5M12 16.5v.01M12 3.5l9 16H3z',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.5V12l3 2',
  phone: 'M7.5 3.5h9v17h-9zM11 17.5h2',
  file: 'M6.5 3.5H14l4 4v13H6.5zM14 3.5v4h4M9.5 12h5.5M9.5 15.5h5.5',
  plus: 'M12 6v12M6 12h12',
  CHECKINGS: 'M4 9.5L12 5l8 4.5M5.5 10v7M10 10v7M14 10v7M18.5 10v7M4 19.5h16',
  SAVINGS: 'M12 20V11M12 12c0-4 2.5-6.5 7-6.5 0 4.5-2.5 6.5-7 6.5zM12 15c0-3-2-5-6-5 0 3.5 2 5 6 5z',
  LOAN: 'M4 11.5L12 5l8 6.5M6.5 10v9.5h11V10M12 19.5V15',
  CREDIT_CARD: 'M3.5 6.5h17v11h-17zM3.5 10.5h17M7 14.5h3',
} as const

export type IconName = keyof typeof paths

/** Decoration only: the text beside it says the same. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}
