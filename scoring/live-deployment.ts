/**
 * Topic of changes of `models.live_deployment`: another version answers now. `models` notifies
 * after the commit; every replica of `scores` polls the view then, and twice a second anyway.
 */
export const LIVE_DEPLOYMENT_CHANGED = 'models.live_deployment';
