/** `auto` follows the setting of the person's device. */
export const colourSchemes = ['light', 'dark', 'auto'] as const
export type ColourScheme = (typeof colourSchemes)[number]
