import pytest

from mnist_core.data.dataset import load_test_set
from mnist_core.evaluation.scenes.digits import on_paper


@pytest.fixture(params=range(5))
def picture(request):
    """A test digit in dark ink on a light page."""
    return on_paper(load_test_set()[0][request.param])


@pytest.fixture
def digits():
    """Forty test digits, (40, 28, 28) uint8."""
    return load_test_set()[0][:40]
