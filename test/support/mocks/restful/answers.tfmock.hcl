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
