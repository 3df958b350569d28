# What Google answers where a stack reads it.
mock_resource "restful_operation" {
  defaults = {
    output = {
      # An execution of a workflow.
      name = "projects/123456789012/locations/europe-west4/workflows/mock/executions/mock"
      # An endpoint of Vertex AI.
      privateServiceConnectConfig = { serviceAttachment = "projects/mock/regions/europe-west4/serviceAttachments/mock" }
    }
  }
}

mock_resource "restful_resource" {
  defaults = {
    output = {
      name = "projects/123456789012/locations/europe-west4/featureOnlineStores/mock/featureViews/mock"
      # A feature view.
      serviceAccountEmail = "view@acme-ml.iam.gserviceaccount.com"
    }
  }
}
