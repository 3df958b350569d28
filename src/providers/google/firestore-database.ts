export { FirestoreDatabase } from '@cdktf/provider-google/lib/firestore-database';
