/**
 * Evidently's own image: Python 3.11 with Evidently, pandas, PyArrow, NumPy, SciPy and scikit-learn, at the versions of its day (`test/lifecycle/requirements-evidently.txt`), and without
 * clients of clouds: https://github.com/evidentlyai/evidently/blob/v0.7.21/docker/Dockerfile.service. Each release is pushed under its number:
 * https://github.com/evidentlyai/evidently/blob/v0.7.21/.github/workflows/release.yml
 */
export const EVIDENTLY_IMAGE = 'docker.io/evidently/evidently-service:0.7.21';

/** The image names no user, so that its pods would be root. */
export const EVIDENTLY_USER = 1000;

/** Where results are shown to Prometheus. */
export const RESULTS_PORT = 8000;
