export { ProjectService } from '@cdktf/provider-google/lib/project-service';
