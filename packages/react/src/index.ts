'use client'

export { RaccordFrame, type RaccordFrameProps } from './raccord-frame.ts'
export { type UseRaccord, useRaccord } from './use-raccord.ts'
