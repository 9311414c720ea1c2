export { conformance } from './conformance.ts'
export type { ConformanceCase } from './played-connector.ts'
export { type ConformanceSubject, type Play, type PlayedBank, plays } from './subject.ts'
