/** Said of accounts whose permission at the bank is over: readers ask the person to authorise again. */
export const expiredSession = {
  status: 401,
  error: 'EXPIRED_SESSION',
  message: 'The permission of the bank is over. Renew it at Raccord.',
} as const
