"""Invitations: links made of a wave's secret, the mailings and letters that carry them, and who may use them."""
