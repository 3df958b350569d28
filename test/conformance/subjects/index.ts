import { Subject } from '../facts';
import { subject as awscdk } from './awscdk';
import { subject as tfaws } from './tfaws';
import { subject as tfazure } from './tfazure';
import { subject as tfgcp } from './tfgcp';
import { subject as tfk8s } from './tfk8s';

/** Every target, in the order of the support matrix. */
export const SUBJECTS: readonly Subject[] = [awscdk, tfaws, tfgcp, tfazure, tfk8s];
