"""Softmax regression of sparse rows, with a ridge: deterministic, by L-BFGS."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

Floats = NDArray[np.float64]


def fit(
    rows: sparse.csr_matrix,
    wanted: NDArray[np.int64],
    weight: Floats,
    *,
    answers: int,
    ridge: float,
    turns: int,
) -> Floats:
    """Return the weights of each sign for each answer: V x answers.

    Parameters
    ----------
    rows
        N x V, signs of each case.
    wanted
        Number of the right answer of each case, 0 up to ``answers`` - 1.
    weight
        How much each case counts, 0 or more.
    ridge
        Half of this times the sum of squares is added to the loss.
    turns
        At most so many steps of L-BFGS.
    """
    size, each = rows.shape[1], np.arange(len(wanted))
    one_of = np.zeros((len(wanted), answers), rows.dtype)
    one_of[each, wanted] = 1
    columns = rows.T.tocsr()

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(size, answers)
        shares = rows @ weights.astype(rows.dtype)
        shares -= shares.max(axis=1, keepdims=True)
        np.exp(shares, out=shares)
        shares /= shares.sum(axis=1, keepdims=True)
        told = -(weight * np.log(shares[each, wanted] + 1e-12)).sum()
        shares -= one_of
        shares *= weight[:, None].astype(rows.dtype)
        slope = (columns @ shares).astype(np.float64) + ridge * weights
        return float(told + ridge / 2 * (flat @ flat)), slope.ravel()

    found = optimize.minimize(
        loss,
        np.zeros(size * answers),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": turns},
    )
    return np.asarray(found.x).reshape(size, answers)
