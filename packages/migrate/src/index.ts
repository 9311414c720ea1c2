export { channelModesOf } from './url/expected-types.ts'
export { translateUrl } from './url/translate-url.ts'
export type {
  Change,
  ChannelMode,
  ChannelModes,
  Conflict,
  Problem,
  TranslateContext,
  Translation,
} from './url/translation.ts'
