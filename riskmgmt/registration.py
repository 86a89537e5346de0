"""What riskmgmt tells the layers below."""
