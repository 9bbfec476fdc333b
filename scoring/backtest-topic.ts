/** Topic of the database's events: a backtest was queued, cancelled or has ended. */
export const BACKTEST_TOPIC = 'backtest';
