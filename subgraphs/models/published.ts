import type { GradeLimits } from '../../scoring/grade.ts';
import type { Calibration, ModelSignature } from '../../scoring/model-manifest.ts';
import type { Stage } from './versions/rules/stage-rule.ts';

/** A version as it is scored with. */
interface RunnableVersion {
  readonly model: string;
  readonly version: number;
  /** SHA-256 of the ONNX file, hexadecimal */
  readonly digest: string;
  readonly signature: ModelSignature;
  readonly calibration: Calibration;
}

/** The grade policy that new scores of a model get. */
interface CurrentGradePolicy {
  /** name of the policy, such as v1 */
  readonly grade_policy: string;
  readonly grade_limits: GradeLimits;
}

/** A version as it is scored and graded with. */
interface DeployedVersion extends RunnableVersion, CurrentGradePolicy {}

/** A registered version, whether it has a part in the traffic or not. */
interface PublishedVersion extends RunnableVersion {
  readonly stage: Stage;
}

/** Views of the schema `models` that other subgraphs may read, with their columns. */
export interface PublishedViews {
  /** every version that has a part in the traffic, with its share of it */
  readonly 'models.live_deployment': DeployedVersion & {
    readonly role: 'CHAMPION' | 'CHALLENGER' | 'SHADOW';
    /** 0 to 1; for SHADOW the share of requests that it scores beside the champion */
    readonly traffic_share: number;
    /** draws which leads meet the challenger; empty without a rollout */
    readonly salt: string;
    /** id of the open rollout; null without one */
    readonly rollout: number | null;
    /** share of leads whose scores are hidden from sales, 0 to 1 */
    readonly holdout_share: number;
  };
  /** every registered version */
  readonly 'models.registered_version': PublishedVersion & CurrentGradePolicy;
  /** every grade policy of every model; version 1 is the default one */
  readonly 'models.grade_policy_facts': {
    readonly model: string;
    readonly version: number;
    /** recorded with every score that it grades */
    readonly name: string;
    readonly limits: GradeLimits;
    /** epoch milliseconds; of version 1, the creation of the model */
    readonly set_at: number;
    readonly set_by: string | null;
    readonly reason: string | null;
    /** whether new scores get it */
    readonly is_current: boolean;
  };
  /** every registered version, for drift */
  readonly 'models.version_facts': PublishedVersion;
  /** sample that drift of a version is measured against */
  readonly 'models.reference_window_data': {
    readonly model: string;
    readonly version: number;
    /** epoch milliseconds */
    readonly from_time: number;
    /** epoch milliseconds */
    readonly until_time: number;
    readonly rows: number;
    /** values by feature, `rows` of each */
    readonly features: Readonly<Record<string, readonly (number | string | null)[]>>;
    /** calibrated scores, 0 to 1 */
    readonly scores: readonly number[];
  };
  /** versions that have the alias `champion` or `challenger` */
  readonly 'models.model_alias': {
    readonly model: string;
    readonly alias: 'champion' | 'challenger';
    readonly version: number;
  };
  /** every rollout */
  readonly 'models.rollout_facts': {
    readonly rollout: number;
    readonly model: string;
    /** the challenger; null in a rollout of shadows only */
    readonly version: number | null;
  };
  /** events of rollouts, in the order in which they were committed */
  readonly 'models.rollout_log': {
    readonly transaction_id: number;
    readonly sequence: number;
    readonly rollout: number;
    readonly type: string;
    /** epoch milliseconds */
    readonly at: number;
    readonly reason: string | null;
    readonly severity: string | null;
    readonly status: string;
    readonly step: number;
  };
  /** audit events about leads */
  readonly 'models.lead_audit_log': {
    readonly id: number;
    /** epoch milliseconds */
    readonly at: number;
    readonly actor: string;
    readonly action: string;
    readonly reason: string;
    readonly state_before: Readonly<Record<string, unknown>> | null;
    readonly state_after: Readonly<Record<string, unknown>> | null;
    readonly lead_id: string;
  };
}
