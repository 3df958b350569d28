# The provider checks the form of an account's names wherever they are used.
mock_resource "google_service_account" {
  defaults = {
    email  = "acme-ml-training@acme-ml.iam.gserviceaccount.com"
    member = "serviceAccount:acme-ml-training@acme-ml.iam.gserviceaccount.com"
    name   = "projects/acme-ml/serviceAccounts/acme-ml-training@acme-ml.iam.gserviceaccount.com"
  }
}

mock_data "google_storage_project_service_account" {
  defaults = {
    email_address = "service-123456789012@gs-project-accounts.iam.gserviceaccount.com"
  }
}

mock_data "google_logging_project_settings" {
  defaults = {
    kms_service_account_id = "service-123456789012@gcp-sa-logging.iam.gserviceaccount.com"
  }
}
