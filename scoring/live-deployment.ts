/**
 * Topic of the events that tell that `models.live_deployment` changed: another version answers now. `models` publishes it
 * after the commit; every replica of `scores` looks at the view then, and twice a second anyway.
 */
export const LIVE_DEPLOYMENT_CHANGED = 'models.live_deployment';
