import { TerraformProvider } from 'cdktf';
import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** What a feature store is to be on Google Cloud. */
export interface FeatureStoreProps extends core.FeatureStoreProps {
  /** The platform whose project, key, labels and channels the store has; it may belong to another stack. */
  readonly platform: IMlPlatform;

  /**
   * Tables or views of BigQuery that exist already, by the names of their groups: `{ customer_spend: 'acme-data.shop.customer_spend' }`. They have the columns of the
   * group, and lie in the platform's region or in a multi-region around it; nothing of them is changed but who may read and write them. In another project these are roles of
   * BigQuery, by which a writer may read, too. Throws `features/existing-table`.
   * @default - a table is made for each group
   */
  readonly existingTables?: Record<string, string>;

  /**
   * A data set of the platform's project that exists already, for the tables of the groups: its id. They have the platform's key, whatever the data set has.
   * @default - one is made
   */
  readonly existingDatasetId?: string;

  /**
   * How many nodes of Bigtable the online store may have: up to ten times the least number. Throws `features/nodes`.
   * @default Scaling.elastic(1, 5)
   */
  readonly onlineNodes?: core.Scaling;

  /**
   * The e-mail of an existing service account that makes what the Google provider cannot: groups, the online store and its views, each with its policy
   * (`aiplatform.featureViews.setIamPolicy` and its like). Whoever runs Terraform may create tokens for it. Never one that is made in the same stack, because its token is asked for in the first plan.
   * @default - the pipeline gives the token, in the variable `vertex_token`
   */
  readonly deployer?: string;

  /**
   * A provider `magodo/restful` for Vertex AI in the platform's region, with `https://<region>-aiplatform.googleapis.com/v1` as its base.
   * @default - one is made
   */
  readonly restfulProvider?: TerraformProvider;

  /**
   * Whether the agents of BigQuery and, with a stream, of Pub/Sub may use the platform's key already. Otherwise they are let, once for all stores of the platform, for
   * which the deployer has to administer the key.
   * @default false
   */
  readonly keyAgentsGranted?: boolean;
}
